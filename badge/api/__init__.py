"""What programs read: badge images and JSON. The same for everybody: no session, no cookie, no language of a reader."""

from badge.api import (
    badge_forms,
    badge_image,
    badge_lookup,
    badge_static,
    criteria_data,
    dumps,
    entry,
    feed,
    oembed,
    organisation,
    project_feed,
    project_list,
    rates,
    site_map,
    statistics,
    v1,
    without_language,
)

BLUEPRINTS = (
    rates.blueprint,  # first, so that it counts before anybody answers
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
    project_feed.blueprint,
    dumps.blueprint,
    v1.blueprint,
)
