"""Where files go: the S3 server, presigned requests and the forms S3 takes."""
