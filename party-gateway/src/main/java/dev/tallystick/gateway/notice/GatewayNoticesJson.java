package dev.tallystick.gateway.notice;

import java.util.List;

/** Notices to the party. */
public record GatewayNoticesJson(List<GatewayNoticeJson> notices) {}
