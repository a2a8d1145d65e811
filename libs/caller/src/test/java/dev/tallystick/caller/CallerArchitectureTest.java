package dev.tallystick.caller;

import dev.tallystick.houserules.ArchitectureRules;

/** The rules that every part of the suite keeps. */
class CallerArchitectureTest extends ArchitectureRules {}
