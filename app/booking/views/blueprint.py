"""The pages of people who book: one blueprint, its routes beside it by page."""

from flask import Blueprint

blueprint = Blueprint("booking", __name__)
