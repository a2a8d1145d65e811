package dev.tallystick.consent.notification;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Stop notices. */
@Schema(name = "StopNotices")
record StopNoticesJson(List<StopNoticeJson> notices) {}
