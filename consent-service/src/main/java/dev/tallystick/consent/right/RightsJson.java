package dev.tallystick.consent.right;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** All rights that a person has asked for. */
@Schema(name = "Rights")
record RightsJson(List<RightJson> rights) {}
