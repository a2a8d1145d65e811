package dev.tallystick.web;

/** A resource of pages, or of what pages need, that anybody may ask. */
public interface OpenPage extends Page {}
