package dev.tallystick.bureau.key;

import dev.tallystick.events.json.JsonObject;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The public halves of new keys, and the proofs that register them. */
@RegisterForReflection
record DrawnKeysJson(
    String party,
    JsonObject signing,
    JsonObject encryption,
    String signingProof,
    String encryptionProof) {}
