"""The pages of counselors, staff and managers: one blueprint, its routes beside it by page."""

from flask import Blueprint

blueprint = Blueprint("desk", __name__)
