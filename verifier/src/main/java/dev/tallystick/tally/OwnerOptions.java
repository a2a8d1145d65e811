package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.SubjectForm;
import dev.tallystick.events.usage.UsageOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say whose usage answer it must be. */
final class OwnerOptions {
  private static final int MAX_FILE = 256;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable Choice choice;

  /** One of the three ways to say it. */
  static final class Choice {
    @Option(
        names = "--subject",
        paramLabel = "TOKEN",
        converter = Subject.class,
        description = "The person's token.")
    private @Nullable UsageOwner subject;

    @Option(
        names = "--subject-file",
        paramLabel = "FILE",
        converter = SubjectFile.class,
        description = "A file that holds the person's token.")
    private @Nullable UsageOwner subjectFile;

    @Option(
        names = "--party",
        paramLabel = "ID",
        converter = Party.class,
        description = "The party's id.")
    private @Nullable UsageOwner party;
  }

  /** Whose answer it must be, if the options say it. */
  Optional<UsageOwner> owner() {
    Choice chosen = choice;
    if (chosen == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(chosen.subject)
        .or(() -> Optional.ofNullable(chosen.subjectFile))
        .or(() -> Optional.ofNullable(chosen.party));
  }

  /** Reads a token. */
  static final class Subject implements ITypeConverter<UsageOwner> {
    @Override
    public UsageOwner convert(String token) {
      return ofSubject(token);
    }
  }

  /** Reads the token in a file. */
  static final class SubjectFile implements ITypeConverter<UsageOwner> {
    @Override
    public UsageOwner convert(String file) {
      try (var in = Files.newInputStream(Path.of(file))) {
        return ofSubject(new String(in.readNBytes(MAX_FILE), UTF_8).strip());
      } catch (IOException e) {
        throw new TypeConversionException(file + " cannot be read");
      }
    }
  }

  /** Reads a party's id. */
  static final class Party implements ITypeConverter<UsageOwner> {
    @Override
    public UsageOwner convert(String id) {
      if (!id.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
        throw new TypeConversionException("not a party's id");
      }
      return UsageOwner.ofParty(id);
    }
  }

  /** What is no token is nobody's, and would be refuted by an answer about anybody. */
  private static UsageOwner ofSubject(String token) {
    if (!token.matches(SubjectForm.REGEX)) {
      throw new TypeConversionException("not a subject token");
    }
    return UsageOwner.ofSubject(token);
  }
}
