"""What programs read: badge images and JSON. The same for everybody: no session, no cookie, no language of a reader."""

from badge.api import (
    badge_forms,
    badge_image,
    badge_lookup,
    badge_static,
    criteria_data,
    entry,
    feed,
    oembed,
    organisation,
    project_list,
    site_map,
    statistics,
    without_language,
)

BLUEPRINTS = (
    badge_image.blueprint,
    badge_forms.blueprint,
    badge_static.blueprint,
    badge_lookup.blueprint,
    oembed.blueprint,
    entry.blueprint,
    project_list.blueprint,
    organisation.blueprint,
    without_language.blueprint,
    statistics.blueprint,
    feed.blueprint,
    site_map.blueprint,
    criteria_data.blueprint,
)
