package dev.tallystick.bench.measure;

/**
 * One event as it was sent and the answer it got, both in JSON.
 *
 * @param request an append request of one event
 * @param answer the answer, or its line of an answer to many
 */
public record Sample(String request, String answer) {}
