"""One transfer to S3: its requests, connections and responses."""
