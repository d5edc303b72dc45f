"""Lets ``python -m appealdesk`` run the command line."""

from appealdesk.cli.app import main

main()
