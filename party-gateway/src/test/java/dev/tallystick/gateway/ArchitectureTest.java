package dev.tallystick.gateway;

import dev.tallystick.houserules.ArchitectureRules;

/** The rules that every service of the suite keeps. */
class ArchitectureTest extends ArchitectureRules {}
