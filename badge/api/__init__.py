"""What programs read: badge images and JSON. The same for everybody: no session, no cookie, no language of a reader."""

from badge.api import badge_image, criteria_data, entry

BLUEPRINTS = (badge_image.blueprint, entry.blueprint, criteria_data.blueprint)
