package dev.tallystick.audit.honey;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Entries that the authority has caused itself, by their events. */
@RegisterForReflection
record HoneyPlantsJson(
    @NotEmpty @Size(max = 256) List<
                @NotNull @Pattern(
                    regexp = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
                String>
            events) {}
