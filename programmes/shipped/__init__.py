"""The templates that the portal comes with: facts in `rounds`, our own texts in `texts`."""

from programmes.shipped.loading import load as load
