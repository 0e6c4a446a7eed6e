"""A thesis built on a code host, GitHub or GitLab: action.yml and .gitlab/thesis.yml call it."""
