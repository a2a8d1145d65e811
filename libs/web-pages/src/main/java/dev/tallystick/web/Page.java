package dev.tallystick.web;

/**
 * A resource that answers with pages, beside those of an API. Filters tell it by its class, since a
 * path can be spelt in more than one way.
 */
public interface Page {}
