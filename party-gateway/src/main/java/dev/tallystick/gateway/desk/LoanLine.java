package dev.tallystick.gateway.desk;

import io.quarkus.qute.TemplateData;

/**
 * A loan as its bureau knows it.
 *
 * @param closedOn empty while it runs
 */
@TemplateData
public record LoanLine(String id, String kind, String openedOn, String closedOn) {}
