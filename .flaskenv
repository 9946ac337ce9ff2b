# Read by `flask` by itself (python-dotenv): the commands find the application without a word.
FLASK_APP=wsgi:app
