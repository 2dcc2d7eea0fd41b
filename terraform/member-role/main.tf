data "aws_partition" "current" {}

resource "aws_iam_role" "this" {
  name                 = var.role_name
  description          = "Lets IAM User Data Collector read the IAM users of this account."
  assume_role_policy   = local.trust
  permissions_boundary = var.permissions_boundary
  tags                 = var.tags
}

resource "aws_iam_role_policy" "read_users" {
  name   = "read-users"
  role   = aws_iam_role.this.id
  policy = jsonencode(local.documents[var.columns])
}
