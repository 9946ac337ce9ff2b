"""The bare slot page that asks the database: what a real one asks, as written text on a bare connection, kept by
`bench.statements`; then the page from constants (decision 0020).
"""

import os
import pickle

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from app.engines import engine_options, for_reading
from bench import bare
from bench.replay import named, written
from bench.statements import look_of


def create_app() -> Flask:
    """`/week` of `bench.bare`, after its statements were sent and their rows read."""
    environ = dict(os.environ)
    asked = [(written(words), named(given)) for words, given in pickle.loads(look_of(environ).read_bytes())]
    url = environ["MADOGUCHI_DATABASE_URL"]
    app = bare.create_app()
    app.config["SQLALCHEMY_DATABASE_URI"], app.config["SQLALCHEMY_ENGINE_OPTIONS"] = url, engine_options(url)
    db = SQLAlchemy(app)

    def week() -> str:
        with for_reading(db.engine).connect() as connection:
            for words, given in asked:
                connection.execute(words, given).all()
        return bare.week()

    app.view_functions["week"] = week
    return app


def __getattr__(name: str) -> Flask:
    """`app` for a server, made when it is asked for."""
    if name == "app":
        return create_app()
    raise AttributeError(name)
