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
package io.armature.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Published test vectors: lines {@code name = value}, a new vector with each {@code Count}. */
final class Vectors {

    private Vectors() {}

    static List<Map<String, String>> read(String file) {
        List<Map<String, String>> vectors = new ArrayList<>();
        for (String line : text("/vectors/" + file).split("\r?\n")) {
            String[] pair = line.split("=", 2);
            String name = pair[0].strip();
            if (name.equalsIgnoreCase("Count")) {
                vectors.add(new HashMap<>());
            }
            if (!vectors.isEmpty() && !name.isEmpty() && !name.startsWith("[") && !name.startsWith("#")) {
                vectors.get(vectors.size() - 1).put(name, pair.length == 1 ? "" : pair[1].strip());
            }
        }
        return vectors;
    }

    static byte[] bytes(Map<String, String> vector, String name) {
        return HexFormat.of().parseHex(Objects.requireNonNull(vector.get(name), name));
    }

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException ex) {
            throw new IllegalStateException(ex);
        }
    }
}
