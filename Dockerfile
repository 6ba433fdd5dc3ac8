# The portal for a server: one image for the web, the worker and the beat.
FROM python:3.13-slim

ENV PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# What PDFs are made with: Pango sets the text, Noto is the font.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core \
    && rm -rf /var/lib/apt/lists/*

RUN useradd --system --uid 10001 --home-dir /srv/portal portal \
    && mkdir -p /srv/portal /srv/files /srv/var \
    && chown portal /srv/files /srv/var
WORKDIR /srv/portal

COPY requirements/base.txt requirements/base.txt
RUN python -m pip install --no-deps --require-hashes --requirement requirements/base.txt

COPY . .
# The key only opens the settings while files are gathered; it is in no layer and starts nothing.
RUN python scripts/translations.py compile \
    && PORTAL_SECRET_KEY=$(python -c "import secrets; print(secrets.token_urlsafe(50))") \
        python manage.py collectstatic --no-input

ENV PORTAL_VAR_DIR=/srv/var PORTAL_FILES_DIR=/srv/files
USER portal
EXPOSE 8000
CMD ["gunicorn", "exchange_portal.wsgi:application", "--bind=0.0.0.0:8000", "--preload", "--no-control-socket", "--worker-class=gthread", "--workers=2", "--threads=4", "--timeout=60", "--graceful-timeout=20"]
