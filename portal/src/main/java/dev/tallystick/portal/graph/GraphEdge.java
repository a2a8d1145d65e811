package dev.tallystick.portal.graph;

/**
 * Something became a part of something else.
 *
 * @param label how much of it, if that is told
 */
public record GraphEdge(String from, String to, String label) {}
