"""What several tests share: tables, and a look at the source itself."""
