package dev.tallystick.vault.schema;

import dev.tallystick.vault.problem.VaultProblemCode;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The schemas of records, for everybody to read: what is collected, and in which form (R57). */
@Path("/v1/schemas")
@PermitAll
class SchemaResource {
  private static final String SCHEMA = "application/schema+json";

  private final ContentSchemas schemas;

  SchemaResource(ContentSchemas schemas) {
    this.schemas = schemas;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public SchemasJson list() {
    return new SchemasJson(
        schemas.all().stream()
            .map(one -> SchemaRefJson.of(one, schemas.newest(one.category()).equals(one)))
            .toList());
  }

  @GET
  @Path("{category}/{version}")
  @Produces(SCHEMA)
  public Response get(@PathParam("category") String category, @PathParam("version") int version) {
    ContentSchema schema =
        schemas
            .find(category, version)
            .filter(found -> found.category().equals(category))
            .orElseThrow(VaultProblemCode.SCHEMA_UNKNOWN::problem);
    return Response.ok(schema.text(), SCHEMA).header("Cache-Control", "public, immutable").build();
  }
}
