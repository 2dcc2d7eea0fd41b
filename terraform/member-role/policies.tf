# policies.json is generated: the documents that `iam-users policy member` prints, with words in
# capitals for what is only known here.
locals {
  documents = jsondecode(file("${path.module}/policies.json"))

  account    = "arn:${data.aws_partition.current.partition}:iam::${var.collector_account_id}"
  principals = concat(["${local.account}:role/${var.collector_role_name}"], var.more_principal_arns)

  trust_in_words = jsonencode(
    var.external_id == null ? local.documents.trust : local.documents.trustWithExternalId
  )
  trust_for_principals = replace(
    local.trust_in_words,
    "\"arn:PARTITION:iam::COLLECTOR_ACCOUNT_ID:role/COLLECTOR_ROLE_NAME\"",
    jsonencode(local.principals)
  )
  trust_for_account = replace(
    local.trust_for_principals,
    "arn:PARTITION:iam::COLLECTOR_ACCOUNT_ID",
    local.account
  )
  trust_for_organization = replace(local.trust_for_account, "ORGANIZATION_ID", var.organization_id)
  trust = replace(
    local.trust_for_organization,
    "EXTERNAL_ID",
    var.external_id == null ? "" : var.external_id
  )
}
