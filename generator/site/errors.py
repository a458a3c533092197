"""What stops the making of a site."""


class SiteError(Exception):
    """The site cannot be made; the message is one Chinese sentence for whoever ran the build."""
