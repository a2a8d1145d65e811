package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.source.OmissionJson;
import dev.tallystick.events.json.JsonObject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** The answer to an inquiry, but for the sealed report and the log's receipt. */
@RegisterForReflection
record InquiryAnswerDocument(
    String inquiry,
    String release,
    String eventId,
    String payloadDigest,
    JsonObject fee,
    Optional<List<OmissionJson>> omitted) {}
