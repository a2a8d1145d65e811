package dev.tallystick.portal.file;

import dev.tallystick.portal.call.Absence;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.frame.ErrorPages;
import dev.tallystick.web.ErrorKind;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers with a file to keep, or with a page that says why there is none. */
@Singleton
public final class FileResource {
  private final ErrorPages errors;

  FileResource(ErrorPages errors) {
    this.errors = errors;
  }

  /**
   * The answer.
   *
   * @param name under which it is kept
   */
  public Response of(Part<byte[]> file, String name, String mediaType) {
    if (!file.isHere()) {
      ErrorKind kind = file.absence() == Absence.AWAY ? ErrorKind.AWAY : ErrorKind.NOT_FOUND;
      return Response.status(kind.status())
          .type(MediaType.TEXT_HTML_TYPE)
          .entity(errors.page(kind))
          .build();
    }
    return Response.ok(file.get(), MediaType.valueOf(mediaType))
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .build();
  }
}
