"""What an appeal is: frozen values and pure edits. Imports nothing else of this program."""
