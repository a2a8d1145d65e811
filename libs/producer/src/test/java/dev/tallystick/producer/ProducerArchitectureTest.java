package dev.tallystick.producer;

import dev.tallystick.houserules.ArchitectureRules;

/** The rules that every part of the suite keeps. */
class ProducerArchitectureTest extends ArchitectureRules {}
