/*
 * Copyright 2026 the Armature authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.armature.transfer;

import io.armature.batch.DynamoDbJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** The manifest of an export, in the form of DynamoDB's own: a line for each file with its items and its MD5 sum. */
final class Manifest {

    private Manifest() {}

    static String fileName(ExportRequest request, int segment) {
        String ending = switch (request.format()) {
            case CSV -> "csv";
            case JSON_LINES -> "jsonl";
            case DYNAMODB_JSON -> "json";
        };
        return String.format(Locale.ROOT, "part-%04d.%s.gz", segment, ending);
    }

    static void write(ExportRequest request, List<SegmentState> states) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Path manifest = request.folder().resolve(SourceFiles.MANIFEST);
        try {
            for (int segment = 0; segment < states.size(); segment++) {
                String name = fileName(request, segment);
                try (JsonGenerator json = DynamoDbJson.factory().createGenerator(ObjectWriteContext.empty(), bytes)) {
                    json.writeStartObject();
                    json.writeNumberProperty("itemCount", states.get(segment).items());
                    json.writeStringProperty(
                            "md5Checksum", md5(request.folder().resolve("data").resolve(name)));
                    json.writeStringProperty("dataFileS3Key", "data/" + name);
                    json.writeEndObject();
                }
                bytes.write('\n');
            }
            Files.write(manifest, bytes.toByteArray());
        } catch (IOException ex) {
            throw TableExporter.cannotWrite(manifest, ex);
        }
    }

    private static String md5(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException ex) {
            throw new IllegalStateException("Every JDK has MD5", ex);
        }
    }
}
