package dev.tallystick.consent.decision;

import java.util.List;

/** The answers to several questions, in their order. */
record DecisionBatchJson(List<AnsweredQuestionJson> answers) {}
