variable "organization_id" {
  description = "The id of the organization (o-...). Nobody outside it can assume the role."
  type        = string

  validation {
    condition     = can(regex("^o-[a-z0-9]{10,32}$", var.organization_id))
    error_message = "Expected the id of an organization, such as o-a1b2c3d4e5."
  }
}

variable "collector_account_id" {
  description = "The account that the collector runs in."
  type        = string

  validation {
    condition     = can(regex("^[0-9]{12}$", var.collector_account_id))
    error_message = "Expected an account id of 12 digits."
  }
}

variable "collector_role_name" {
  description = "The role of the collector that assumes this one, as in the collector stack."
  type        = string
  default     = "iam-user-data-collector-reader"
}

variable "more_principal_arns" {
  description = "ARNs of more roles and users of that account that may assume the role; * matches any text. For people who run the command line."
  type        = list(string)
  default     = []
}

variable "external_id" {
  description = "The external id that the collector gives. Null: none is asked for."
  type        = string
  default     = null
}

variable "role_name" {
  description = "The name of the role, the same in every account."
  type        = string
  default     = "iam-user-data-collector"
}

variable "columns" {
  description = "Which columns the role is good for: standard or all."
  type        = string
  default     = "standard"

  validation {
    condition     = contains(["standard", "all"], var.columns)
    error_message = "Expected standard or all."
  }
}

variable "permissions_boundary" {
  description = "ARN of a policy that bounds the role. Null: none."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of the role."
  type        = map(string)
  default     = {}
}
