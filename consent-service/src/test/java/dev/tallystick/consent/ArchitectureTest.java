package dev.tallystick.consent;

import dev.tallystick.houserules.ArchitectureRules;

/** The rules that every service of the suite keeps. */
class ArchitectureTest extends ArchitectureRules {}
