package dev.tallystick.vault.leak;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows to be traced. */
record TraceRequestJson(
    @NotNull @Pattern(regexp = "[A-Za-z0-9._:/-]{1,64}") String ticket,
    @NotNull @Size(min = 1, max = 5_000) @Valid List<@NotNull LeakedRowJson> rows,
    @Min(0) @Max(999) @Nullable Integer guessPermille) {
  private static final int USUAL = 100;

  List<TraceLeak.Found> toRows() {
    List<TraceLeak.Found> found = new ArrayList<>();
    for (LeakedRowJson row : rows) {
      found.add(row.toFound(found.size()));
    }
    return found;
  }

  GuiltModel toModel() {
    return new GuiltModel((guessPermille == null ? USUAL : guessPermille) / 1000.0);
  }

  @Override
  public String toString() {
    return "TraceRequestJson[redacted]";
  }
}
