"""How fast the pages are, beside a floor that nothing built on Django gets under.

`make bench` starts the portal on PostgreSQL with 30 and then with 300 rows, asks for each page and
for the floor by turns, and writes build/bench.json. A page is a file in pages/:

    BAR = 3        # how many times the floor's time it may take
    QUERIES = 10   # the most queries it may make

    def prepare(world: World, rows: int) -> Visit:
        ...make the rows, and say who asks for what
        return Visit(path=..., user=world.ada)

The world is the one of tests/personas.py, and the same for all pages of a run.
"""
