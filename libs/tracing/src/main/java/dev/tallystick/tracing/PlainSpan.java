package dev.tallystick.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/**
 * A span as it leaves the service. It has the attributes of {@link Traces#TOLD} and nothing that a
 * framework adds: no path, no query, no address of a client, no message of an exception.
 */
final class PlainSpan extends DelegatingSpanData {
  private final Attributes attributes;
  private final String name;
  private final List<LinkData> links;

  PlainSpan(SpanData whole) {
    super(whole);
    attributes = told(whole.getAttributes());
    String route = attributes.get(Traces.ROUTE);
    String method = attributes.get(Traces.METHOD);
    String own = whole.getName();
    boolean isOurs = whole.getInstrumentationScopeInfo().getName().equals(Traces.SCOPE);
    // A framework's name is taken apart: it is a route's, or a method's alone.
    name = isOurs ? own : method == null ? "other" : route == null ? method : method + " " + route;
    links = whole.getLinks().stream().map(link -> LinkData.create(link.getSpanContext())).toList();
  }

  private static Attributes told(Attributes all) {
    AttributesBuilder kept = all.toBuilder();
    kept.removeIf(key -> !Traces.TOLD.contains(key));
    return kept.build();
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return attributes.size();
  }

  @Override
  public List<EventData> getEvents() {
    return List.of();
  }

  @Override
  public int getTotalRecordedEvents() {
    return 0;
  }

  @Override
  public List<LinkData> getLinks() {
    return links;
  }

  @Override
  public StatusData getStatus() {
    return StatusData.create(super.getStatus().getStatusCode(), "");
  }
}
