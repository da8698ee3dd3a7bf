"""Ledgers: any list of the program, exactly as filtered, to Excel, PDF or CSV."""
