"""Object storage: the S3 server, presigned requests and S3 forms."""
