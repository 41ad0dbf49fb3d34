/** Stands in for Node's url, fs and path, which a transitive dependency imports and the browser never calls. */
export default {};
