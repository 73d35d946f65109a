// Ctrl and Enter ask, as in other editors; without this script the button does.
const query = document.getElementById("query");
query.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); query.form.requestSubmit(); }
});
