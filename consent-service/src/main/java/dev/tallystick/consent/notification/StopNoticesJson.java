package dev.tallystick.consent.notification;

import java.util.List;

/** Stop notices. */
record StopNoticesJson(List<StopNoticeJson> notices) {}
