"""House style for paper and spreadsheets: what a report declares once goes to PDF, Excel and CSV alike."""
