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

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.springframework.core.io.Resource;

/** Tells compressed sources from others by their names. */
final class Compression {

    private static final int BUFFER = 1 << 16;

    private Compression() {}

    static InputStream open(Resource source, InputStream raw) throws IOException {
        String name = source.getFilename();
        return name != null && name.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER) : raw;
    }
}
