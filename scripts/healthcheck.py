"""Is this web process well? Asks it for a page that reads the database. Exit 0 for yes."""

import http.client
import os
import sys
from urllib.parse import urlsplit

PAGE = "/om/tillganglighet/"


def is_well(port: int = 8000) -> bool:
    host = urlsplit(os.environ.get("PORTAL_URL", "http://localhost:8000")).hostname or "localhost"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", PAGE, headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_well() else 1)
