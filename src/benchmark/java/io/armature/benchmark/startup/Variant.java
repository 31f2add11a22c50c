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
package io.armature.benchmark.startup;

import io.armature.benchmark.Subject;
import java.util.List;

/**
 * An application that is started.
 *
 * @param subject what it is
 * @param armature whether it has repositories of Armature rather than tables of the SDK
 * @param web whether it has a web server and the actuator
 * @param entities how many entities it has
 * @param descriptions how many tables it looks at when it starts
 * @param starts how often it is started
 * @param arguments what it is started with
 */
record Variant(
        Subject subject,
        boolean armature,
        boolean web,
        int entities,
        int descriptions,
        int starts,
        List<String> arguments) {}
