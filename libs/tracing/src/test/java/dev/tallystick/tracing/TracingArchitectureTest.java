package dev.tallystick.tracing;

import dev.tallystick.houserules.ArchitectureRules;

/** The rules that every part of the suite keeps. */
class TracingArchitectureTest extends ArchitectureRules {}
