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
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** The files that a source has: itself, or those that the manifest of an export's folder names, in its order. */
final class SourceFiles {

    static final String MANIFEST = "manifest-files.json";

    private static final String FILE = "dataFileS3Key";

    private SourceFiles() {}

    /** @throws IllegalArgumentException if it is a folder without a manifest, or files of it are missing */
    static List<Resource> of(Resource source) throws IOException {
        if (!source.isFile() || !Files.isDirectory(source.getFile().toPath())) {
            return List.of(source);
        }
        Path folder = source.getFile().toPath();
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            throw new IllegalArgumentException("The folder " + folder + " has no " + MANIFEST
                    + ". Name the folder of one export, which has it beside its folder 'data', or a single file.");
        }
        List<Resource> files = new ArrayList<>();
        try (InputStream in = Files.newInputStream(manifest);
                Lines lines = new Lines(in)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                String key = line.isBlank() ? null : file(line);
                if (key != null) {
                    files.add(file(folder, key));
                }
            }
        }
        return files;
    }

    private static @Nullable String file(String line) {
        try (JsonParser json = DynamoDbJson.factory().createParser(ObjectReadContext.empty(), line)) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME && FILE.equals(json.currentName())) {
                    json.nextToken();
                    return json.getString();
                }
            }
            return null;
        } catch (JacksonException ex) {
            throw new IllegalArgumentException("The manifest " + MANIFEST + " has a line that is not JSON", ex);
        }
    }

    /** Finds a file, which has a key of the bucket in the manifest and stands in the folder 'data' wherever it was copied to. */
    private static Resource file(Path folder, String key) {
        Path file = folder.resolve("data").resolve(key.substring(key.lastIndexOf('/') + 1));
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    "The manifest names the file " + file + ", which is not there. Copy the whole export.");
        }
        return new FileSystemResource(file);
    }
}
