package dev.tallystick.vault;

import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;

/** What the whole API has in common. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Tallystick data-vault",
            version = "1",
            description =
                "What is kept: identifiers and sealed records about people, and what may be"
                    + " released of them.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")))
public class VaultApi extends Application {}
